package io.daybook.launch;

import io.daybook.core.cluster.ElasticSettings;
import io.daybook.core.cluster.MasterSecret;
import io.daybook.core.cluster.MongoSettings;
import io.daybook.core.cluster.Node;
import io.daybook.core.cluster.S3Settings;
import java.nio.file.Path;
import java.util.Map;

/** Which of the two products is served, and where it keeps everything. */
public sealed interface Product {
    /**
     * One process and its folder.
     *
     * @param data absolute path of the data folder; it need not exist
     */
    record Embedded(Path data) implements Product {}

    /**
     * One of several nodes, which keep nothing themselves.
     *
     * @param limits settings of the application by their names there; none is a secret
     */
    record Cluster(
            Node node,
            MongoSettings mongo,
            ElasticSettings elastic,
            S3Settings s3,
            MasterSecret masterKey,
            Map<String, Object> limits)
            implements Product {
        public Cluster {
            limits = Map.copyOf(limits);
        }
    }
}
