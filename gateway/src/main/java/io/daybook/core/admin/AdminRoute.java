package io.daybook.core.admin;

import java.util.ArrayList;
import java.util.List;

/**
 * One operation of the admin API. A slice brings its routes as beans of {@code
 * io.daybook.<slice>.admin}.
 *
 * @param operation unique, such as {@code changeQuota}: names it in the record and in the document
 * @param method {@code GET} reads; any other is recorded with its outcome
 * @param path below {@code /admin}, with {@code {name}} for each parameter of the path
 */
public record AdminRoute(
        String operation,
        String method,
        String path,
        String summary,
        List<Parameter> parameters,
        Body body,
        List<Reply> replies,
        AdminEndpoint endpoint) {
    public AdminRoute {
        parameters = List.copyOf(parameters);
        replies = List.copyOf(replies);
        if (!path.startsWith("/admin/") && !path.equals("/admin")) {
            throw new IllegalArgumentException(operation + " is not below /admin: " + path);
        }
        Template.of(path).checkNames(operation, parameters);
    }

    public static Draft get(String path, String operation, String summary) {
        return new Draft(operation, "GET", path, summary);
    }

    public static Draft post(String path, String operation, String summary) {
        return new Draft(operation, "POST", path, summary);
    }

    public static Draft put(String path, String operation, String summary) {
        return new Draft(operation, "PUT", path, summary);
    }

    public static Draft delete(String path, String operation, String summary) {
        return new Draft(operation, "DELETE", path, summary);
    }

    boolean changes() {
        return !method.equals("GET");
    }

    /** A route as it is written down. */
    public static final class Draft {
        private final String operation;
        private final String method;
        private final String path;
        private final String summary;
        private final List<Parameter> parameters = new ArrayList<>();
        private final List<Reply> replies = new ArrayList<>();
        private Body body = new Body.None();

        private Draft(String operation, String method, String path, String summary) {
            this.operation = operation;
            this.method = method;
            this.path = path;
            this.summary = summary;
        }

        public Draft takes(Parameter... more) {
            parameters.addAll(List.of(more));
            return this;
        }

        public Draft takes(List<Parameter> more) {
            parameters.addAll(more);
            return this;
        }

        /** The request has a JSON object with these fields. */
        public Draft reads(Type.Field... fields) {
            body = new Body.Json(new Type.Thing(List.of(fields)));
            return this;
        }

        /** The request has octets that the endpoint reads by itself. */
        public Draft reads(String mediaType, String description) {
            body = new Body.Octets(mediaType, description);
            return this;
        }

        public Draft answers(Reply... more) {
            replies.addAll(List.of(more));
            return this;
        }

        public AdminRoute by(AdminEndpoint endpoint) {
            return new AdminRoute(
                    operation, method, path, summary, parameters, body, replies, endpoint);
        }
    }
}
