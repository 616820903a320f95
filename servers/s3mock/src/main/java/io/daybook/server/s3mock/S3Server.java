package io.daybook.server.s3mock;

import com.adobe.testing.s3mock.S3MockApplication;
import java.io.IOException;
import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * S3Mock on a loopback port, for as long as whoever started it keeps the standard input open. It
 * keeps its objects in the folder for temporary files.
 */
public final class S3Server {
    private S3Server() {}

    /** Its second connector would listen on all addresses. */
    static final class OnLoopback implements BeanPostProcessor {
        @Override
        public Object postProcessBeforeInitialization(Object bean, String name) {
            if (bean instanceof Connector connector) {
                connector.setProperty("address", "127.0.0.1");
            }
            return bean;
        }
    }

    public static void main(String[] args) throws IOException {
        var application =
                new SpringApplicationBuilder(S3MockApplication.class, OnLoopback.class)
                        .bannerMode(Banner.Mode.OFF)
                        .run(
                                "--server.address=127.0.0.1",
                                "--server.port=0",
                                "--server.ssl.enabled=false",
                                "--http.port=0",
                                "--com.adobe.testing.s3mock.max-payload-size=64MB",
                                "--logging.level.root=WARN");
        try (application) {
            var port = application.getEnvironment().getProperty("local.server.port");
            System.out.println("listening at http://127.0.0.1:" + port);
            System.in.transferTo(System.out);
        }
        System.exit(0);
    }
}
