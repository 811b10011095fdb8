package dev.gatehouse.commandline;

import java.io.PrintStream;
import java.util.List;

/** Something the program can do and then end. */
public interface Command {
    /** What to type; words joined by dashes. */
    String name();

    /** One line of help: the arguments it takes. */
    String usage();

    /**
     * Does it.
     *
     * @param arguments without the command's name
     * @param out for the result
     * @param err for what stands in the way
     * @return the exit code of the process, 0 for success
     */
    int run(List<String> arguments, PrintStream out, PrintStream err);
}
