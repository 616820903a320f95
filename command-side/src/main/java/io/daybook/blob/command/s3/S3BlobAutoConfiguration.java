package io.daybook.blob.command.s3;

import io.daybook.core.Probe;
import io.daybook.core.Unavailable;
import io.daybook.core.cluster.S3Settings;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** The octets of the blobs of the cluster product. */
@AutoConfiguration
@ConditionalOnProperty(name = "daybook.product", havingValue = "cluster")
public class S3BlobAutoConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(S3BlobAutoConfiguration.class);

    @Bean
    S3Client s3Client(S3Settings settings) {
        return S3Connection.open(settings);
    }

    @Bean
    S3Contents contents(S3Client client, S3Settings settings, SecureRandom random) {
        var contents = new S3Contents(client, settings, random);
        try {
            contents.requireBucket();
            new Life(client, settings.bucket()).begin();
        } catch (Unavailable | SdkException e) {
            LOG.warn("The bucket {} does not answer yet: {}", settings.bucket(), e.getMessage());
        }
        return contents;
    }

    @Bean
    Probe s3Probe(S3Contents contents) {
        return new Probe() {
            @Override
            public String name() {
                return "s3";
            }

            @Override
            public boolean isEssential() {
                return true;
            }

            @Override
            public void check() {
                contents.check();
            }
        };
    }
}
