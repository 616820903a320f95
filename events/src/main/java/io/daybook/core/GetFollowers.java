package io.daybook.core;

import java.util.List;

/** Asks how far everything that follows the streams has come. */
public record GetFollowers() {
    public record Followers(List<Standing> followers) {
        public Followers {
            followers = List.copyOf(followers);
        }
    }

    /**
     * @param name of the follower
     * @param streams that it follows
     * @param behind of them, on which it has not come to the head
     * @param eventsBehind on all of them
     * @param parked streams of which it cannot apply an event, and tries again later
     */
    public record Standing(
            String name, long streams, long behind, long eventsBehind, long parked) {}
}
