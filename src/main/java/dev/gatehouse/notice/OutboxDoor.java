package dev.gatehouse.notice;

import dev.gatehouse.people.Directory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the outbox page shows: everybody's own notices, all of them for admins. */
@RestController
@Tag(name = "notices")
class OutboxDoor {
    private final Notices notices;
    private final Directory directory;

    OutboxDoor(Notices notices, Directory directory) {
        this.notices = notices;
        this.directory = directory;
    }

    @GetMapping(path = "/api/notices", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "The caller's notices, newest first",
            description = "At most " + Notices.SHOWN + "; admins see everybody's. `state` is OUTBOX (no mail server or"
                    + " no address), DRILL (never mailed), WAITING or MAILED.")
    Outbox outbox(Principal caller) {
        boolean admin = directory.groupsOf(caller.getName()).contains("camunda-admin");
        return new Outbox((admin ? notices.all() : notices.of(caller.getName()))
                .stream().map(OutboxDoor::shown).toList());
    }

    private static Shown shown(Notice notice) {
        return new Shown(
                notice.noticeId(),
                notice.to(),
                notice.caseId(),
                notice.subject(),
                notice.text(),
                "/cases/" + notice.caseId(),
                notice.state(),
                notice.state() == NoticeState.DRILL,
                notice.at(),
                notice.mailedAt());
    }

    record Outbox(List<Shown> notices) {}

    /** @param link the page of the notice's case */
    record Shown(
            long noticeId,
            String to,
            String caseId,
            String subject,
            String text,
            String link,
            NoticeState state,
            boolean drill,
            Instant at,
            @Nullable Instant mailedAt) {}
}
