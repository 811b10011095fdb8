package dev.gatehouse.ledger.verify;

import dev.gatehouse.commandline.Command;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/**
 * The command {@code verify-ledger}. What is not given as an option it takes from where the server takes it: {@code
 * application.yml}, the environment, system properties.
 *
 * <p>Exit codes: 0 intact, 1 broken, 2 nothing can be said.
 */
public final class VerifyLedger implements Command {
    private static final int INTACT = 0;
    private static final int BROKEN = 1;
    private static final int UNUSABLE = 2;

    private static final Set<String> OPTIONS =
            Set.of("--url", "--user", "--password", "--case", "--checkpoints", "--public-key");

    @Override
    public String name() {
        return "verify-ledger";
    }

    @Override
    public String usage() {
        return "verify-ledger [--url JDBC --user USER --password PASSWORD] [--case ID] [--checkpoints FILE]"
                + " [--public-key FILE]";
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            Map<String, String> options = options(arguments);
            Verification found = verify(options);
            if (found.intact() && found.entries() == 0 && options.containsKey("--case")) {
                throw new UnusableInputException("There is no case %s.".formatted(options.get("--case")));
            }
            out.println(sentence(found));
            return found.intact() ? INTACT : BROKEN;
        } catch (UnusableInputException e) {
            err.println(e.getMessage());
            return UNUSABLE;
        }
    }

    private static Verification verify(Map<String, String> options) {
        ConfigurableEnvironment server = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(server);
        String keyFile = server.getProperty("gatehouse.ledger.key-file", "data/ledger-key.pem");
        String publicKey = chosen(
                options,
                "--public-key",
                server,
                "gatehouse.ledger.public-key-file",
                keyFile.replaceFirst("(\\.pem)?$", ".pub.pem"));
        String checkpoints = chosen(options, "--checkpoints", server, "gatehouse.ledger.checkpoint-file", "");
        Verifier verifier =
                new Verifier(TrustedKeys.in(Path.of(publicKey)), checkpoints.isEmpty() ? null : Path.of(checkpoints));
        LedgerDatabase database = new LedgerDatabase(
                chosen(options, "--url", server, "spring.datasource.url", ""),
                chosen(options, "--user", server, "spring.datasource.username", ""),
                chosen(options, "--password", server, "spring.datasource.password", ""));
        try (Connection connection = database.connect()) {
            return verifier.verify(connection, options.get("--case"));
        } catch (SQLException e) {
            throw new UnusableInputException("The ledger can't be read: " + e.getMessage(), e);
        }
    }

    private static String chosen(
            Map<String, String> options,
            String option,
            ConfigurableEnvironment server,
            String property,
            String otherwise) {
        String given = options.get(option);
        return given != null ? given : server.getProperty(property, otherwise);
    }

    private static String sentence(Verification found) {
        String read = found.entries() == 1 ? "1 entry" : found.entries() + " entries";
        if (found.intact()) {
            return "Intact: " + read + " verified.";
        }
        String where = found.firstBad() == null
                ? ""
                : " First bad entry: %d of case %s.".formatted(found.firstBad(), found.caseId());
        return "BROKEN, %s read.%s %s".formatted(read, where, found.reason());
    }

    private Map<String, String> options(List<String> arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String[] option = arguments.get(i).split("=", 2);
            @Nullable
            String value = option.length == 2 ? option[1] : i + 1 < arguments.size() ? arguments.get(++i) : null;
            if (!OPTIONS.contains(option[0]) || value == null || options.put(option[0], value) != null) {
                throw new UnusableInputException("Usage: " + usage());
            }
        }
        return options;
    }
}
