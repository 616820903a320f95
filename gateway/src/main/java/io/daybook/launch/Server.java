package io.daybook.launch;

/** The server behind {@code serve}, found through {@link java.util.ServiceLoader}. */
public interface Server {
    /**
     * Serves until the process is asked to stop.
     *
     * @return the exit status: 0 after an orderly stop
     */
    int run(ServeOptions options) throws Exception;
}
