package io.daybook.server.container;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A server in a container, for as long as whoever started this process keeps the standard input
 * open. Arguments: the compose file that names the images, and which server: {@code mongodb},
 * {@code elasticsearch}, or {@code s3} with an access key and a secret key; or {@code prepare},
 * which gets the images and ends, with status 1 if there can be no containers here.
 */
public final class ContainerServer {
    private ContainerServer() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var images = Images.of(Path.of(args[0]));
        var engine = new DockerEngine();
        if (args[1].equals("prepare")) {
            System.exit(new Preparation(engine, System.out).run(images) ? 0 : 1);
        }
        engine.problem()
                .ifPresent(it -> {
                    System.out.println("There are no containers: " + it);
                    System.exit(1);
                });
        var started = start(new Containers(images), args);
        try (var _ = started.container()) {
            System.out.println("listening at " + started.address());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        System.exit(0);
    }

    private static Containers.Started start(Containers containers, String[] args)
            throws IOException, InterruptedException {
        return switch (args[1]) {
            case "mongodb" -> containers.mongodb();
            case "elasticsearch" -> containers.elasticsearch();
            case "s3" -> containers.s3(args[2], args[3]);
            default -> throw new IllegalArgumentException(args[1] + " is no server known here");
        };
    }
}
