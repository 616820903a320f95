package io.daybook.core.admin;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes orders for work that goes on for a while, and tells how far it is. The same for a request
 * to the admin API and for a command on a data folder.
 */
public interface Desk {
    /** The order, as JSON. */
    List<Type.Field> order();

    /** How far one is: {@code id}, {@code stage} ({@code running} or how it ended) and more. */
    Type progress();

    /**
     * Begins, and tells how far it is.
     *
     * @throws io.daybook.core.http.ProblemException when the order cannot be carried out
     */
    ObjectNode begin(ObjectNode order);

    /**
     * @throws io.daybook.core.http.ProblemException when there is no such
     */
    ObjectNode look(String id);

    /** All that there were since the start, the newest first. */
    List<ObjectNode> all();

    /** Ends one early, if it is not over. */
    ObjectNode cancel(String id);
}
