package io.daybook.journal.engine;

/** A store with one journal in it, and nodes that have it open; some stores take only one. */
public interface JournalNodes {
    /** One more node, or the only one; it is closed with the store. */
    OpenJournal node();

    /** A node that is started after this one has gone. */
    OpenJournal after(OpenJournal gone);

    /** Lets the node look at what the others do, as it does now and then. */
    void look(OpenJournal node);
}
