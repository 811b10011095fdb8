package dev.gatehouse.commandwindow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cases.Cases;
import dev.gatehouse.commandwindow.domain.Declaration;
import dev.gatehouse.commandwindow.domain.PacketAssembler;
import dev.gatehouse.commandwindow.exchange.CommandWindowRequests;
import dev.gatehouse.gate.RefusedException;
import dev.gatehouse.gate.StartRequest;
import dev.gatehouse.intake.FaultsException;
import dev.gatehouse.ledger.Ledger;
import dev.gatehouse.ledger.LedgerKind;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Revision;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.people.Directory;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Opens the cases of good requests. Source: kernel spec, "Starting a case". */
@Service
public class Declarations {

    /** A drill's clock is its events; its engine timer must never fire. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /** @param timerDate when the engine ends the window */
    public record Declared(String caseId, Instant timerDate) {}

    private final Cases cases;
    private final Ledger ledger;
    private final WindowRevisions revisions;
    private final Directory directory;

    Declarations(Cases cases, Ledger ledger, WindowRevisions revisions, Directory directory) {
        this.cases = cases;
        this.ledger = ledger;
        this.revisions = revisions;
        this.directory = directory;
    }

    /**
     * Opens the case of a good request, with the declared timeline as revision 1 on the first gate.
     *
     * @param businessKey the case id that the door was given, null when none was
     * @throws FaultsException every fault of the request
     * @throws RefusedException CONFLICT when the case exists
     */
    public Declared declare(
            @Nullable String businessKey, String requestText, String processInstanceId, String starter) {
        JsonNode request = StartRequest.read(requestText);
        Declaration declaration = CommandWindowRequests.read(request, directory::isPerson);
        String caseId = declaration.caseId();
        StartRequest.mustBeNamedAs(businessKey, caseId);
        cases.open(
                caseId, CommandWindowProcess.KEY, declaration.title(), declaration.drill(), processInstanceId, request);
        cases.addParticipants(caseId, people(declaration));
        Map<String, String> judgedBy = revisions.policies();
        Revision first = revisions.store(caseId, PacketAssembler.declared(declaration, judgedBy), null, 0);
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("requestSha256", Sha256.hex(CanonicalJson.bytes(request)))
                .put("drill", declaration.drill())
                .put("revision", first.number())
                .put("sha256", first.sha256());
        ledger.append(caseId, starter, LedgerKind.CASE_STARTED, CommandWindowProcess.KEY, payload, judgedBy);
        return new Declared(
                caseId, timerDate(declaration.drill(), declaration.window().to()));
    }

    private static Instant timerDate(boolean drill, Instant closesAt) {
        return drill ? NEVER : closesAt;
    }

    private static Set<String> people(Declaration declaration) {
        Set<String> people = new HashSet<>();
        people.add(declaration.bridgeLead());
        declaration.people().forEach(one -> people.add(one.person()));
        declaration.checkpoints().forEach(one -> {
            String boundaryOwner = one.boundaryOwner();
            if (boundaryOwner != null) {
                people.add(boundaryOwner);
            }
        });
        return people;
    }
}
