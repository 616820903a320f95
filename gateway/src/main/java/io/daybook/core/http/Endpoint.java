package io.daybook.core.http;

/** Answers one kind of request. Runs on a virtual thread and may block. */
@FunctionalInterface
public interface Endpoint {
    /**
     * @throws ProblemException to answer with its problem
     */
    Answer answer(Request request);
}
