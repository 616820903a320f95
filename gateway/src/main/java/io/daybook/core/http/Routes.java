package io.daybook.core.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All routes of the server: exact paths first, then those with parameters, then the longest that
 * stands for what is below.
 */
public final class Routes {
    private final Map<String, Route> exact = new HashMap<>();
    private final List<Route> templates = new ArrayList<>();
    private final List<Route> below = new ArrayList<>();

    public Routes(Collection<Route> routes) {
        for (Route route : routes) {
            if (route.path().endsWith("/*")) {
                below.add(route);
            } else if (route.path().contains("/{")) {
                templates.add(route);
            } else if (exact.put(route.path(), route) != null) {
                throw new IllegalArgumentException("two routes for " + route.path());
            }
        }
        below.sort((a, b) -> b.path().length() - a.path().length());
    }

    /** Every route, in no order. */
    public List<Route> all() {
        var all = new ArrayList<>(exact.values());
        all.addAll(templates);
        all.addAll(below);
        return all;
    }

    public @Nullable Route find(String path) {
        Route route = exact.get(path);
        for (int i = 0; route == null && i < templates.size(); i++) {
            if (matches(templates.get(i).path(), path)) {
                route = templates.get(i);
            }
        }
        for (int i = 0; route == null && i < below.size(); i++) {
            String pattern = below.get(i).path();
            if (path.startsWith(pattern.substring(0, pattern.length() - 1))) {
                route = below.get(i);
            }
        }
        return route;
    }

    private static boolean matches(String template, String path) {
        String[] wanted = template.split("/", -1);
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            boolean any = wanted[i].startsWith("{") && !given[i].isEmpty();
            if (!any && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }
}
