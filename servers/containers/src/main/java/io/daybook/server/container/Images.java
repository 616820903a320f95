package io.daybook.server.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The images that {@code docker/compose.yaml} names, which is the one place where their versions
 * stand: tests meet the servers that a cluster is told to run on.
 */
record Images(String mongodb, String elasticsearch, String s3) {
    private static final Pattern IMAGE = Pattern.compile("(?m)^\\s*image:\\s*(\\S+):(\\S+)\\s*$");

    /**
     * @throws IllegalArgumentException if it does not name each of them in exactly one version
     */
    static Images of(Path compose) throws IOException {
        String text = Files.readString(compose);
        return new Images(
                image(text, "mongo"),
                image(text, "docker.elastic.co/elasticsearch/elasticsearch"),
                image(text, "chrislusf/seaweedfs"));
    }

    private static String image(String compose, String repository) {
        SortedSet<String> found = new TreeSet<>();
        var images = IMAGE.matcher(compose);
        while (images.find()) {
            if (images.group(1).equals(repository)) {
                found.add(images.group(2));
            }
        }
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    "The compose file should name one version of " + repository + ", not " + found);
        }
        return repository + ":" + found.first();
    }
}
