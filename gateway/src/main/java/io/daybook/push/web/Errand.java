package io.daybook.push.web;

/** What the server does for one subscription at the moment. */
sealed interface Errand permits Verifying, Pushing {
    /** Nothing more is sent once this returns, but for what is on its way. */
    void stop();
}
