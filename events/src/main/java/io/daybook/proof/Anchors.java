package io.daybook.proof;

/** The anchors of a journal, kept in its data folder. */
public interface Anchors {
    /**
     * Makes one now, unless nothing has happened since the last; returns the last, with all heads.
     */
    Anchor anchor();
}
