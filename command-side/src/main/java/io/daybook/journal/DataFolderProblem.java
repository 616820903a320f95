package io.daybook.journal;

/** Why the data folder cannot be used: one line for the operator, with the way out. */
public final class DataFolderProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DataFolderProblem(String message) {
        super(message);
    }

    public DataFolderProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
