package dev.gatehouse.commandline;

import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;

/** The commands that there are. */
public final class Commands {
    /** Exit code for an unknown command or unusable arguments, as shells have it. */
    public static final int UNUSABLE = 2;

    private final List<Command> commands;

    public Commands(Command... commands) {
        this.commands = List.of(commands);
    }

    /**
     * Runs the command that the first argument names.
     *
     * @return its exit code; empty when the arguments are the server's
     */
    public OptionalInt run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.isEmpty() || arguments.get(0).startsWith("--")) {
            return OptionalInt.empty();
        }
        String name = arguments.get(0);
        for (Command command : commands) {
            if (command.name().equals(name)) {
                return OptionalInt.of(command.run(arguments.subList(1, arguments.size()), out, err));
            }
        }
        err.println("There is no command " + name + ". Without a command the server starts. Commands:");
        commands.forEach(command -> err.println("  " + command.usage()));
        return OptionalInt.of(UNUSABLE);
    }
}
