package io.daybook.core.admin;

import io.daybook.core.http.Answer;
import io.daybook.core.http.ProblemException;

/** Answers one operation of the admin API. Runs on a virtual thread and may block. */
@FunctionalInterface
public interface AdminEndpoint {
    /**
     * @throws ProblemException to answer with its problem
     */
    Answer answer(AdminCall call);
}
