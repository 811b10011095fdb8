package dev.gatehouse.commandwindow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.commandwindow.exchange.CommandWindowEvents;
import dev.gatehouse.intake.EventKinds;
import dev.gatehouse.intake.Fault;
import dev.gatehouse.people.Directory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells the event door which facts flow 1 understands. */
@Component
class CommandWindowEventKinds implements EventKinds {

    private final Cases cases;
    private final WindowReader reader;
    private final Directory directory;

    CommandWindowEventKinds(Cases cases, WindowReader reader, Directory directory) {
        this.cases = cases;
        this.reader = reader;
        this.directory = directory;
    }

    @Override
    public String flow() {
        return CommandWindowProcess.KEY;
    }

    @Override
    public Set<String> types() {
        return CommandWindowEvents.types();
    }

    @Override
    public String startType() {
        return CommandWindowEvents.START_TYPE;
    }

    @Override
    public List<Fault> validate(String type, JsonNode data) {
        return CommandWindowEvents.validate(type, data, directory::isPerson);
    }

    @Override
    public Optional<String> roleConcerned(String caseId, String type, JsonNode data) {
        return cases.find(caseId)
                .filter(caseFile -> caseFile.flow().equals(CommandWindowProcess.KEY))
                .flatMap(caseFile -> CommandWindowEvents.roleConcerned(
                        reader.declaration(caseFile), CommandWindowEvents.read(type, data)));
    }
}
