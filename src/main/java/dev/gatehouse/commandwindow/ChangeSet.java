package dev.gatehouse.commandwindow;

import dev.gatehouse.cases.CaseFile;
import dev.gatehouse.commandwindow.domain.Declaration;
import dev.gatehouse.commandwindow.domain.Situation;
import dev.gatehouse.commandwindow.domain.Timeline;
import dev.gatehouse.intake.InboxEvent;
import dev.gatehouse.packet.Revision;
import java.util.List;
import java.util.Optional;

/**
 * A command window as it stands with everything that has arrived, read under the case's lock.
 *
 * @param arrivals every event of the case in order of arrival, refused ones too
 * @param authoritative the adopted revision; empty until the scope is confirmed
 * @param timeline what people work from: the adopted timeline, or the declared one
 */
public record ChangeSet(
        CaseFile caseFile,
        Declaration declaration,
        List<InboxEvent> arrivals,
        Situation situation,
        Optional<Revision> authoritative,
        Timeline timeline) {

    /** The arrivals that no change-set has taken up yet. */
    public List<InboxEvent> news() {
        return arrivals.stream().filter(event -> !event.applied()).toList();
    }

    /** The arrival number up to which this reaches; 0 when nothing has arrived. */
    public long reachesArrival() {
        return arrivals.isEmpty() ? 0 : arrivals.get(arrivals.size() - 1).arrival();
    }
}
