package io.daybook.core.cluster;

import java.util.Set;

/**
 * One process of the cluster.
 *
 * @param name stable and unique in the cluster; letters, digits, dots, hyphens, at most 63
 * @param roles at least one
 */
public record Node(String name, Set<Role> roles) {
    public enum Role {
        /** Answers requests. */
        GATEWAY,
        /** Follows the streams: posts views, indexes text, sends mail and pushes, sweeps. */
        WORKER
    }

    public Node {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }
}
