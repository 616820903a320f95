package io.daybook.core;

/** Looks whether something that the server needs can be reached. Each adapter brings a bean. */
public interface Probe {
    /** For people and monitors, such as {@code mongodb}; no address, no name of a login. */
    String name();

    /** Whether the server cannot answer without it; otherwise it is only worse off. */
    boolean isEssential();

    /**
     * Asks the other side something cheap that needs no rights beyond those in use, within a bound
     * of 5 s. May block.
     *
     * @throws Exception when there is no good answer; it is logged and never shown
     */
    void check() throws Exception;
}
