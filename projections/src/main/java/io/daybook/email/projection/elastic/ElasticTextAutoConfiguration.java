package io.daybook.email.projection.elastic;

import io.daybook.blob.BlobStore;
import io.daybook.core.Probe;
import io.daybook.core.StreamHeads;
import io.daybook.core.cluster.ElasticSettings;
import io.daybook.email.projection.StoredMessages;
import io.daybook.view.Followers;
import io.daybook.view.Rebuildable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * The text search of the cluster product. {@code daybook.elasticsearch.shards} says how many shards
 * a new index has (3).
 */
@AutoConfiguration
@ConditionalOnProperty(name = "daybook.product", havingValue = "cluster")
public class ElasticTextAutoConfiguration {
    /**
     * @param followers asked for when the first search has to wait: they follow with this index
     */
    @Bean
    ElasticTextIndex textIndex(
            ElasticSettings settings,
            @Value("${daybook.elasticsearch.shards:3}") int shards,
            BlobStore blobs,
            ObjectProvider<Followers> followers) {
        var index =
                new ElasticTextIndex(
                        settings,
                        shards,
                        new StoredMessages(blobs),
                        (follower, stream, version) ->
                                followers
                                        .getObject()
                                        .catchUp(follower, stream, version, Followers.BOUND));
        index.requireLogin();
        return index;
    }

    @Bean
    Rebuildable textRebuild(ElasticTextIndex index) {
        return index.rebuild();
    }

    @Bean
    TextTidying textTidying(ElasticTextIndex index, StreamHeads heads) {
        return new TextTidying(index, heads);
    }

    @Bean
    Probe elasticsearchProbe(ElasticTextIndex index) {
        return new Probe() {
            @Override
            public String name() {
                return "elasticsearch";
            }

            @Override
            public boolean isEssential() {
                return false;
            }

            @Override
            public void check() {
                index.check();
            }
        };
    }
}
