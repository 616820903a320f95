package io.daybook.undo;

/** The limits of going back. */
public final class UndoRules {
    /**
     * maxObjectsInUndo: records of one undo or restore. Far more than of a /set, as one change may
     * have touched as many.
     */
    public static final int MAX_RECORDS = 50_000;

    private UndoRules() {}
}
