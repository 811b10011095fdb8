package dev.gatehouse.bundle;

import dev.gatehouse.ledger.CaseReaders;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Gives the auditor's bundle of a case to whoever may read its ledger. */
@RestController
class BundleDoor {
    private static final String ZIP = "application/zip";

    private final CaseReaders readers;
    private final CaseBundles bundles;

    BundleDoor(CaseReaders readers, CaseBundles bundles) {
        this.readers = readers;
        this.bundles = bundles;
    }

    @GetMapping("/api/cases/{caseId}/bundle")
    @Operation(
            summary = "Everything that proves a case, in one archive",
            description = """
                    A zip archive with revisions, manifests, ledger, checkpoints, public keys and the policy tables used, \
                    and an index of them all, signed. `gatehouse verify-bundle BUNDLE.zip` checks it without this server \
                    and its database. For the case's gate owners, auditors and administrators, each with the bytes that \
                    they may read; where bytes are withheld the index has their hash and says so. The same state of the \
                    case gives the same bytes.""",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The archive",
                        content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary"))),
                @ApiResponse(responseCode = "403", description = "Not for this account; recorded"),
                @ApiResponse(responseCode = "404", description = "There is no such case"),
                @ApiResponse(responseCode = "409", description = "The case changes too fast at this moment")
            })
    void bundle(@PathVariable String caseId, Principal reader, HttpServletResponse response) throws IOException {
        readers.mayReadLedger(caseId, reader.getName());
        Path file = bundles.write(caseId, reader.getName());
        try {
            response.setContentType(ZIP);
            response.setContentLengthLong(Files.size(file));
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(caseId + "-bundle.zip")
                            .build()
                            .toString());
            Files.copy(file, response.getOutputStream());
        } finally {
            Files.delete(file);
        }
    }
}
