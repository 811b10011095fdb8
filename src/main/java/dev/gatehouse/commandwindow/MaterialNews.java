package dev.gatehouse.commandwindow;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.commandwindow.domain.Disposition;
import dev.gatehouse.commandwindow.domain.EventReference;
import dev.gatehouse.commandwindow.domain.Situation;
import dev.gatehouse.intake.ChangeSets;
import dev.gatehouse.intake.Inbox;
import dev.gatehouse.intake.InboxEvent;
import dev.gatehouse.policy.Policies;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which arrivals supersede what is on an open gate, by the policy table {@code material-change}. */
@Component
public class MaterialNews {

    private final Inbox inbox;
    private final WindowReader reader;
    private final Policies policies;

    MaterialNews(Inbox inbox, WindowReader reader, Policies policies) {
        this.inbox = inbox;
        this.reader = reader;
        this.policies = policies;
    }

    /** What withdraws the open gate, as a sentence; empty when no unapplied arrival is material. */
    public Optional<String> superseding(ChangeSet changes) {
        List<InboxEvent> material = material(changes.news(), changes.situation());
        return material.isEmpty() ? Optional.empty() : Optional.of("Superseded by " + named(material) + ".");
    }

    /** A sentence that names the accepted material events that no candidate knows yet. */
    public Optional<String> unapplied(CaseFile caseFile) {
        List<InboxEvent> news = inbox.unapplied(caseFile.caseId());
        List<InboxEvent> material = news.isEmpty() ? news : material(news, reader.situation(caseFile));
        return material.isEmpty()
                ? Optional.empty()
                : Optional.of("A material change has just arrived and is being worked in: " + named(material)
                        + "; this revision is being superseded. Wait for the next one.");
    }

    private static String named(List<InboxEvent> events) {
        return ChangeSets.named(events.stream().map(InboxEvent::named).toList());
    }

    private List<InboxEvent> material(List<InboxEvent> news, Situation situation) {
        Map<EventReference, Disposition> dispositions = new HashMap<>();
        situation
                .dispositions()
                .forEach(disposition -> dispositions.put(disposition.event().reference(), disposition));
        return news.stream()
                .filter(event -> isMaterial(dispositions.get(WindowReader.reference(event))))
                .toList();
    }

    private boolean isMaterial(@Nullable Disposition disposition) {
        return disposition != null
                && policies.materialChange(
                                CommandWindowProcess.KEY,
                                disposition.event().type().eventType(),
                                disposition
                                        .kind()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'))
                        .yes();
    }
}
