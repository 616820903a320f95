package io.daybook.launch;

import io.daybook.core.cluster.AxonServerSettings;
import io.daybook.core.cluster.ElasticSettings;
import io.daybook.core.cluster.MasterSecret;
import io.daybook.core.cluster.MongoSettings;
import io.daybook.core.cluster.Node;
import io.daybook.core.cluster.S3Settings;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
     * @param axonServer where the events are; null when MongoDB has them too
     */
    record Cluster(
            Node node,
            MongoSettings mongo,
            ElasticSettings elastic,
            S3Settings s3,
            MasterSecret masterKey,
            Map<String, Object> limits,
            @Nullable AxonServerSettings axonServer)
            implements Product {
        public Cluster {
            limits = Map.copyOf(limits);
        }

        /** Of a cluster whose events are in MongoDB. */
        public Cluster(
                Node node,
                MongoSettings mongo,
                ElasticSettings elastic,
                S3Settings s3,
                MasterSecret masterKey,
                Map<String, Object> limits) {
            this(node, mongo, elastic, s3, masterKey, limits, null);
        }
    }
}
