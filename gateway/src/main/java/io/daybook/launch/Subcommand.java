package io.daybook.launch;

import java.io.PrintStream;
import java.util.List;

/**
 * A command of {@code ./daybook} that a slice brings, found through {@link
 * java.util.ServiceLoader}. Its help is {@code help/NAME.txt} beside this class.
 */
public interface Subcommand {
    String name();

    /**
     * @param words what follows the name
     * @return the exit status: 0 done, 1 failed, 2 a wrong command line
     */
    int run(List<String> words, PrintStream out, PrintStream err) throws Exception;
}
