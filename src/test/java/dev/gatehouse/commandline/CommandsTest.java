package dev.gatehouse.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(told, true, StandardCharsets.UTF_8);
    private final Commands commands = new Commands(new Command() {
        @Override
        public String name() {
            return "count-words";
        }

        @Override
        public String usage() {
            return "count-words WORD...";
        }

        @Override
        public int run(List<String> arguments, PrintStream out, PrintStream err) {
            return arguments.size();
        }
    });

    @Test
    void runsTheCommandThatTheFirstArgumentNames() {
        assertThat(commands.run(List.of("count-words", "a", "--b"), stream, stream))
                .hasValue(2);
    }

    @Test
    void leavesTheServersArgumentsToTheServer() {
        assertThat(commands.run(List.of(), stream, stream)).isEmpty();
        assertThat(commands.run(List.of("--server.port=0", "count-words"), stream, stream))
                .isEmpty();
    }

    @Test
    void saysWhichCommandsThereAre() {
        assertThat(commands.run(List.of("count"), stream, stream)).hasValue(Commands.UNUSABLE);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("no command count", "count-words WORD...");
    }
}
