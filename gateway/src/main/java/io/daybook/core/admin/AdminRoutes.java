package io.daybook.core.admin;

import java.util.List;

/** Several routes that a slice brings as one bean. */
@FunctionalInterface
public interface AdminRoutes {
    List<AdminRoute> all();
}
