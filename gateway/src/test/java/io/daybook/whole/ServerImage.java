package io.daybook.whole;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * What the servers of tests are started from: the class path, and after some starts the JDK's
 * ahead-of-time cache of it, such as the launcher makes for everybody. Making it costs what it
 * saves in six starts, so a test alone does without.
 */
final class ServerImage {
    private static final int STARTS_WITHOUT = 6;
    private static final Path FOLDER = Path.of("target", "server").toAbsolutePath();
    private static int starts;
    private static List<String> options = List.of();

    private ServerImage() {}

    /**
     * The options for Java that say where the classes of the next server are.
     *
     * @param java its other options, which a cache depends on
     */
    static synchronized List<String> options(List<String> java) {
        if (options.isEmpty()) {
            if (++starts <= STARTS_WITHOUT) {
                return List.of("-cp", ServerProcess.classPath());
            }
            options = cached(java);
        }
        return options;
    }

    private static List<String> cached(List<String> java) {
        try {
            Files.createDirectories(FOLDER);
            // Another process may run tests of this build.
            try (var file =
                            FileChannel.open(
                                    FOLDER.resolve("lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var _ = file.lock()) {
                return prepared(java);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> prepared(List<String> java) throws IOException {
        Path folder = FOLDER.resolve(key());
        Path cache = folder.resolve("cache");
        boolean isNew = Files.notExists(folder);
        if (isNew) {
            deleteImages();
            Files.createDirectories(folder);
        }
        String classPath = classPath(folder);
        if (isNew) {
            train(java, classPath, cache);
        }
        return Files.exists(cache)
                ? List.of(
                        "-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off", "-cp", classPath)
                : List.of("-cp", classPath);
    }

    /** Folders become jars: a cache takes no others. */
    private static String classPath(Path folder) throws IOException {
        var path = new ArrayList<String>();
        for (Path entry : entries()) {
            if (Files.isDirectory(entry)) {
                Path jar = folder.resolve(entry.getName(entry.getNameCount() - 3) + ".jar");
                if (Files.notExists(jar)) {
                    pack(entry, jar);
                }
                path.add(jar.toString());
            } else {
                path.add(entry.toString());
            }
        }
        return String.join(File.pathSeparator, path);
    }

    private static void pack(Path classes, Path jar) throws IOException {
        Path unfinished = jar.resolveSibling("unfinished");
        try (var out = new JarOutputStream(Files.newOutputStream(unfinished))) {
            for (Path file : files(classes)) {
                String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                out.putNextEntry(new JarEntry(name));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        Files.move(unfinished, jar);
    }

    /** Where no cache can be made, the starts are only slower. */
    private static void train(List<String> java, String classPath, Path cache) throws IOException {
        long began = System.nanoTime();
        Path data = Files.createTempDirectory("daybook-train");
        Path unfinished = cache.resolveSibling("unfinished");
        var training = new ArrayList<>(java);
        training.addAll(List.of("-XX:AOTCacheOutput=" + unfinished, "-cp", classPath));
        try (var server = ServerProcess.startFrom(training, data)) {
            exercise(server.session());
            server.stop();
            if (Files.exists(unfinished)) {
                Files.move(unfinished, cache);
            } else {
                System.out.println("No cache for the starts of servers:\n" + server.output());
            }
        }
        delete(data);
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        System.out.println("A cache for the starts of servers was made in " + seconds + " s.");
    }

    private static void exercise(JmapSession session) {
        String inbox = session.mailboxByRole("inbox");
        byte[] message = "Subject: training\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);
        String email = session.importMessage(message, inbox);
        session.call("Email/query", "{\"calculateTotal\":true}");
        session.call("Email/get", "{\"ids\":[\"" + email + "\"]}");
        session.call("Email/set", "{\"update\":{\"" + email + "\":{\"keywords/a\":true}}}");
    }

    /** The same as long as nothing is built anew. */
    private static String key() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (Path entry : entries()) {
                for (Path file : files(entry)) {
                    String line = file + " " + Files.getLastModifiedTime(file).toMillis() + "\n";
                    digest.update(line.getBytes(StandardCharsets.UTF_8));
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Those of earlier builds: each takes a hundred megabytes. */
    private static void deleteImages() throws IOException {
        try (Stream<Path> images = Files.list(FOLDER)) {
            for (Path image : images.filter(Files::isDirectory).toList()) {
                delete(image);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The class path without the tests. */
    private static List<Path> entries() {
        return Stream.of(ServerProcess.classPath().split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> Files.exists(entry) && !entry.endsWith("test-classes"))
                .toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
