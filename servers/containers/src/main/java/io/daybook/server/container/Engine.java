package io.daybook.server.container;

import java.util.Optional;

/** What runs containers. */
interface Engine {
    /** Why it cannot serve tests, in one line for people; empty if it can. */
    Optional<String> problem();

    /** Gets an image, unless it is there. */
    void pull(String image);
}
