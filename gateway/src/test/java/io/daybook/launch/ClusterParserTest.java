package io.daybook.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.cluster.AxonServerSettings;
import io.daybook.core.cluster.ElasticSettings;
import io.daybook.core.cluster.Node.Role;
import io.daybook.core.cluster.S3Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterParserTest {
    private static final String KEY = "daybook-master-key-1 " + "0123456789abcdef".repeat(4);
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "DB_PASSWORD",
                    "hush${x}#{1+1}",
                    "MASTER_KEY",
                    KEY,
                    "EMPTY",
                    "",
                    "ODD",
                    "odd hush");
    private static final String LEAST =
            """
            node: one
            mongodb:
              uri: mongodb://mail:${DB_PASSWORD}@db1,db2/?replicaSet=rs0
            elasticsearch:
              uris: http://search:9200
            s3:
              endpoint: http://s3:8333
              bucket: mail
            master-key: ${MASTER_KEY}
            """;

    @TempDir Path folder;

    @Test
    void the_least_that_must_be_said_is_where_the_servers_are_and_the_key() {
        var options = accepted(LEAST);
        var cluster = (Product.Cluster) options.product();
        assertThat(cluster.node().name()).isEqualTo("one");
        assertThat(cluster.node().roles()).containsExactlyInAnyOrder(Role.values());
        assertThat(cluster.mongo().uri())
                .isEqualTo("mongodb://mail:hush${x}#{1+1}@db1,db2/?replicaSet=rs0");
        assertThat(cluster.mongo().database()).isEqualTo("daybook");
        assertThat(cluster.elastic().uris()).containsExactly(URI.create("http://search:9200"));
        assertThat(cluster.s3().pathStyle()).isTrue();
        assertThat(cluster.s3().region()).isEqualTo("us-east-1");
        assertThat(cluster.masterKey().key()).hasSize(32);
        assertThat(options.http().authority()).isEqualTo("127.0.0.1:8080");
        assertThat(options.drain())
                .isEqualTo(new Drain(Duration.ofSeconds(5), Duration.ofSeconds(20)));
        assertThat(options.toString()).doesNotContain("hush", "0123456789abcdef");
    }

    @Test
    void without_a_word_of_axon_server_the_events_are_in_mongodb() {
        var cluster = (Product.Cluster) accepted(LEAST).product();
        assertThat(cluster.axonServer()).isNull();
    }

    @Test
    void axon_server_needs_only_its_address() {
        var cluster =
                (Product.Cluster) accepted(LEAST + "axonserver: {servers: axon-1}\n").product();
        assertThat(cluster.axonServer())
                .isEqualTo(
                        new AxonServerSettings(
                                List.of(new AxonServerSettings.Server("axon-1", 8124)),
                                "default",
                                null,
                                null));
    }

    @Test
    void all_that_can_be_said_of_axon_server_is_heard_and_the_token_is_not_shown()
            throws IOException {
        write("pem", "x");
        var options =
                accepted(
                        LEAST
                                + """
                                axonserver:
                                  servers: [axon-1, axon-2:9124]
                                  context: mail
                                  token: ${DB_PASSWORD}
                                  tls: true
                                  authorities: pem
                                """);
        var axon = ((Product.Cluster) options.product()).axonServer();
        assertThat(axon.servers())
                .containsExactly(
                        new AxonServerSettings.Server("axon-1", 8124),
                        new AxonServerSettings.Server("axon-2", 9124));
        assertThat(axon.context()).isEqualTo("mail");
        assertThat(axon.token()).isEqualTo("hush${x}#{1+1}");
        assertThat(axon.tls().authorities()).isEqualTo(folder.resolve("pem"));
        assertThat(options.toString()).doesNotContain("hush");
    }

    @Test
    void everything_that_can_be_said_is_heard() throws IOException {
        write("users", "alice@example.org:secret\n");
        write("key", KEY + "\n");
        write("pem", "x");
        write("login", "me:secret\n");
        var options =
                accepted(
                        """
                        node: mail-2.example
                        roles: [worker]
                        http:
                          listen: 0.0.0.0:8081
                          public-url: https://mail.example.org/
                          trusted-proxies: [10.0.0.0/8, 127.0.0.1]
                          allowed-origins: [https://app.example.org]
                          certificate: pem
                          key: pem
                        mongodb: {uri: mongodb://db, database: mail}
                        elasticsearch:
                          uris: [https://s1:9200, https://s2:9200]
                          user: elastic
                          password: file:pem
                          authorities: pem
                          index-prefix: mail
                        s3:
                          region: eu-central-1
                          bucket: mail-blobs
                          access-key: id
                          secret-key: ${DB_PASSWORD}
                          sse: kms
                          kms-key: "arn:aws:kms:eu-central-1:1:key/2"
                          path-style: false
                        master-key: file:key
                        users: users
                        smart-host:
                          address: starttls://relay.example.org:587
                          login: login
                        push:
                          private-addresses: true
                        limits:
                          account-cache: 1GB
                          index-cache: 512MB
                          past-cache: 64MB
                          quota: 20GB
                          retention-days: 90
                        anchor-every: 0
                        drain: {notice: 10s, grace: 1m}
                        """);
        var cluster = (Product.Cluster) options.product();
        assertThat(cluster.node().roles()).containsExactly(Role.WORKER);
        assertThat(cluster.elastic().login())
                .isEqualTo(new ElasticSettings.Login.Password("elastic", "x"));
        assertThat(cluster.s3().credentials())
                .isEqualTo(new S3Settings.Credentials("id", "hush${x}#{1+1}"));
        assertThat(cluster.s3().encryption())
                .isEqualTo(
                        new S3Settings.Encryption.ManagedKey("arn:aws:kms:eu-central-1:1:key/2"));
        assertThat(cluster.s3().endpoint()).isNull();
        assertThat(cluster.limits())
                .containsEntry("daybook.cache.accounts", "1GB")
                .containsEntry("daybook.quota-octets", 20_000_000_000L);
        assertThat(options.users()).containsExactly(new Login("alice@example.org", "secret"));
        assertThat(options.publicUrl()).isEqualTo(URI.create("https://mail.example.org"));
        assertThat(options.trustedProxies()).hasSize(2);
        assertThat(options.tls()).isInstanceOf(Tls.Files.class);
        assertThat(options.retentionDays()).isEqualTo(90);
        assertThat(options.anchorEvery()).isZero();
        assertThat(options.pushToPrivateAddresses()).isTrue();
        assertThat(options.drain())
                .isEqualTo(new Drain(Duration.ofSeconds(10), Duration.ofMinutes(1)));
        assertThat(options.smartHost()).isNotNull();
        assertThat(options.toString()).doesNotContain("hush", "secret");
    }

    @Test
    void everything_that_is_missing_is_told_at_once() {
        assertThat(refused("node: one\n").lines())
                .hasSize(5)
                .anyMatch(it -> it.contains("daybook.yaml: mongodb.uri is missing"))
                .anyMatch(it -> it.contains("elasticsearch.uris is missing"))
                .anyMatch(it -> it.contains("s3.region is missing"))
                .anyMatch(it -> it.contains("s3.bucket is missing"))
                .anyMatch(it -> it.contains("master-key is missing"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "monodb: {} | 10 | monodb is no setting (did you mean mongodb?)",
                "x: 1 | 10 | x is no setting",
                "http: {lisen: 1} | 10 | http.lisen is no setting (did you mean listen?)",
                "http: 8080 | 10 | http holds settings of its own",
                "node: two | 10 | node is given twice",
                "roles: [gateway, boss] | 10 | roles is gateway, worker or both, not 'boss'",
                "roles: | 10 | roles is empty",
                "http: {listen: 8080} | 10 | http.listen needs HOST:PORT",
                "http: {listen: [a, b]} | 10 | http.listen takes one value",
                "http: {certificate: daybook.yaml} | 10 | http.certificate stands alone",
                "http: {certificate: none, key: daybook.yaml} | 10 | there is no such file",
                "http: {trusted-proxies: [10.0.0.1/8]} | 10 | bits beyond",
                "http: {public-url: 'https://a:hush@b c'} | 10 | http.public-url",
                "users: none | 10 | there is no such file",
                "smart-host: {login: daybook.yaml} | - | belong to smart-host.address",
                "smart-host: {address: nowhere} | 10 | smart-host.address needs HOST:PORT",
                "push: {private-addresses: yes} | 10 | is true or false, not 'yes'",
                "limits: {quota: much} | 10 | limits.quota is a size",
                "limits: {retention-days: 999999} | 10 | limits.retention-days is a number of days",
                "anchor-every: often | 10 | anchor-every is a time",
                "axonserver: {context: mail} | 10 | axonserver.servers is missing",
                "axonserver: {servers: 'a:b'} | 10 | is not HOST or HOST:PORT",
                "axonserver: {servers: 'a:70000'} | 10 | 70000 is no port",
                "axonserver: {servers: a, context: 1x} | 10 | axonserver.context is a letter",
                "axonserver: {servers: a, tls: false, authorities: daybook.yaml} | 10 | tls: true",
                "drain: {notice: 11m} | 10 | drain.notice is a time",
                "users: ${NOT_THERE} | 10 | the environment has no NOT_THERE",
                "users: ${EMPTY} | 10 | the environment has no EMPTY",
                "users: file:none | 10 | cannot be read",
                "anchor-every: ${ODD} | 10 | anchor-every: what was given is none",
                "roles: ${ODD} | 10 | not what was given",
                "a: [ | 11 | this is no YAML",
            })
    void a_mistake_is_one_line_with_the_file_and_the_line(
            String line, String number, String message) {
        String problem = refused(LEAST + line + "\n");
        assertThat(problem.lines()).hasSize(1);
        assertThat(problem)
                .contains(message)
                .contains(number == null ? "daybook.yaml: " : "daybook.yaml line " + number + ": ")
                .doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mongodb://mail | http://mail | line 3 | mongodb.uri is a connection string",
                "http://search:9200 | 'http://u:hush@search:9200' | line 5 | elasticsearch.uris",
                "http://search:9200 | http://search:9200/mail | line 5 | no path",
                "uris: http://search:9200 | uris: [] | line 5 | elasticsearch.uris is empty",
                "bucket: mail | bucket: Mail | line 8 | s3.bucket is the name of a bucket",
                "bucket: mail | access-key: hush | line 8 | s3.access-key stands alone",
                "${MASTER_KEY} | ${ODD} | line 9 | master-key: what was given is none",
                "${MASTER_KEY} | daybook-master-key-1 hush | line 9 | master-key may not stand in",
            })
    void so_is_a_mistake_about_a_server(String old, String fresh, String line, String message) {
        assertThat(refused(LEAST.replace(old, fresh)))
                .contains(message)
                .contains(line == null ? "" : line)
                .doesNotContain("hush");
    }

    @Test
    void a_file_that_is_no_text_or_says_nothing_is_one_line() throws IOException {
        assertThat(refused("")).contains("holds no settings").hasLineCount(1);
        assertThat(refused("- a\n")).contains("holds no settings").hasLineCount(1);
        Files.write(folder.resolve("daybook.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
        assertThat(parse()).isInstanceOf(Parsed.Wrong.class);
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServeOptions accepted(String yaml) {
        write("daybook.yaml", yaml);
        return switch (parse()) {
            case Parsed.Ok<ServeOptions>(var options) -> options;
            case Parsed.Wrong<ServeOptions>(var message) -> throw new AssertionError(message);
        };
    }

    private String refused(String yaml) {
        write("daybook.yaml", yaml);
        return switch (parse()) {
            case Parsed.Ok<ServeOptions>(var options) ->
                    throw new AssertionError("accepted: " + options);
            case Parsed.Wrong<ServeOptions>(var message) -> message;
        };
    }

    private Parsed<ServeOptions> parse() {
        var file = folder.resolve("daybook.yaml");
        return ServeOptions.parse(
                List.of("--mode", "cluster", "--config", file.toString()), ENVIRONMENT);
    }
}
