package io.daybook.core.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the text index of the cluster is.
 *
 * @param uris http or https, without a path or credentials; at least one
 * @param login null for a server that asks for none
 * @param authorities PEM file of those whose certificates are believed; null for the system's
 * @param indexPrefix begins the name of every index
 */
public record ElasticSettings(
        List<URI> uris, @Nullable Login login, @Nullable Path authorities, String indexPrefix) {
    public ElasticSettings {
        uris = List.copyOf(uris);
    }

    public sealed interface Login {
        record Password(String user, String password) implements Login {
            @Override
            public String toString() {
                return "the password of " + user;
            }
        }

        /**
         * @param encoded as Elasticsearch hands it out, for the Authorization header
         */
        record ApiKey(String encoded) implements Login {
            @Override
            public String toString() {
                return "an API key";
            }
        }
    }
}
