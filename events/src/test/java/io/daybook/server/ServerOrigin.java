package io.daybook.server;

/** Where a server that tests meet comes from. */
enum ServerOrigin {
    /** An environment variable names it. */
    GIVEN,
    CONTAINER,
    /** In this process, or in one that it starts. */
    STAND_IN
}
