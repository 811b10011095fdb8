package dev.gatehouse.bundle.verify;

import dev.gatehouse.commandline.Command;
import dev.gatehouse.ledger.verify.UnusableInputException;
import dev.gatehouse.packet.verify.Refusal;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code verify-bundle}. Exit codes, in the order of the checks: 2 nothing can be said, 20 index not signed, 21
 * file missing, 22 file not listed, 23 other file, 24 a revision's bytes, 25 checkpoint, 26 ledger entry, 27 entry not
 * covered, 28 revision not as the ledger states it, 29 manifest not signed, 30 other manifest, 31 policy table; 0: everything
 * holds whose bytes are there.
 */
public final class VerifyBundle implements Command {
    private static final int HOLDS = 0;

    private static final Set<String> OPTIONS = Set.of("--keys", "--public-key");

    @Override
    public String name() {
        return "verify-bundle";
    }

    @Override
    public String usage() {
        return "verify-bundle BUNDLE.zip [--keys KEYS.json] [--public-key LEDGER.pem]";
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            Map<String, Path> given = given(arguments);
            try (BundleFile file = BundleFile.open(Objects.requireNonNull(given.get("")))) {
                boolean whole = new BundleCheck(file, given.get("--keys"), given.get("--public-key"), out).passes();
                out.println(whole ? "HOLDS." : "HOLDS, but for the bytes that are withheld.");
            }
            return HOLDS;
        } catch (BundleFault fault) {
            int exitCode = fault.kind().exitCode();
            if (fault.kind() == BundleFault.Kind.UNUSABLE) {
                err.println(fault.getMessage());
            } else {
                out.println("DOES NOT HOLD (%d). %s".formatted(exitCode, fault.getMessage()));
            }
            return exitCode;
        } catch (Refusal | UnusableInputException unusable) {
            err.println(unusable.getMessage());
            return BundleFault.Kind.UNUSABLE.exitCode();
        }
    }

    /** The options by name, and the bundle under none. */
    private Map<String, Path> given(List<String> arguments) {
        Map<String, Path> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String[] option = argument.startsWith("--") ? argument.split("=", 2) : new String[] {"", argument};
            @Nullable
            String value = option.length == 2 ? option[1] : i + 1 < arguments.size() ? arguments.get(++i) : null;
            boolean known = option[0].isEmpty() || OPTIONS.contains(option[0]);
            if (!known || value == null || given.put(option[0], path(value)) != null) {
                throw BundleFault.unusable("Usage: " + usage());
            }
        }
        if (!given.containsKey("")) {
            throw BundleFault.unusable("Usage: " + usage());
        }
        return given;
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw BundleFault.unusable("%s is no file's name.".formatted(name));
        }
    }
}
