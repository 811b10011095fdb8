package dev.gatehouse.ledger.web;

import dev.gatehouse.ledger.CaseReaders;
import dev.gatehouse.ledger.LedgerProperties;
import dev.gatehouse.ledger.verify.TrustedKeys;
import dev.gatehouse.ledger.verify.UnusableInputException;
import dev.gatehouse.ledger.verify.Verification;
import dev.gatehouse.ledger.verify.Verifier;
import java.security.Principal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reads and verifies the ledger of a case, for whoever may. */
@RestController
@RequestMapping(path = "/api/cases/{caseId}/ledger", produces = MediaType.APPLICATION_JSON_VALUE)
class LedgerDoor {
    /** @param reason a sentence about {@code firstBad}; null when intact */
    record Answer(
            boolean intact,
            long entries,
            @Nullable Long firstBad,
            @Nullable String reason) {}

    record Entries(List<EntryView> entries) {}

    private final StoredEntries entries;
    private final DataSource dataSource;
    private final LedgerProperties properties;
    private final CaseReaders readers;

    LedgerDoor(StoredEntries entries, DataSource dataSource, LedgerProperties properties, CaseReaders readers) {
        this.entries = entries;
        this.dataSource = dataSource;
        this.properties = properties;
        this.readers = readers;
    }

    @GetMapping
    Entries entries(@PathVariable String caseId, Principal principal) {
        readers.mayReadLedger(caseId, principal.getName());
        return new Entries(entries.of(caseId));
    }

    /** Answers 200 also when the ledger is broken: that it is broken is the answer. */
    @GetMapping("/verification")
    Answer verification(@PathVariable String caseId, Principal principal) throws SQLException {
        readers.mayReadLedger(caseId, principal.getName());
        try (Connection connection = dataSource.getConnection()) {
            Verifier verifier = new Verifier(TrustedKeys.in(properties.trustedKeys()), properties.checkpointFile());
            Verification found = verifier.verify(connection, caseId);
            return new Answer(found.intact(), found.entries(), found.firstBad(), found.reason());
        } catch (UnusableInputException e) {
            // without its keys or its checkpoint file nothing is proven
            return new Answer(false, 0, null, e.getMessage());
        }
    }
}
