package io.daybook.blob.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Limits;
import io.daybook.core.jmap.fake.FakeCall;
import io.daybook.core.jmap.fake.MailWorld;
import io.daybook.core.jmap.fake.Wire;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The bounds of the methods of blobs; what they answer is in the transcripts. */
class BlobMethodsTest {
    private final MailWorld world = new MailWorld();
    private final Workspace workspace = new Workspace(1 << 20);
    private final BlobUpload upload = new BlobUpload(world.blobs, workspace);
    private final BlobGet get = new BlobGet(world.blobs, workspace);

    @BeforeEach
    void use() {
        world.call.using = Set.of(Capability.CORE, Capability.MAIL, Capability.BLOB);
    }

    private JsonNode upload(String create) {
        return Wire.call(upload, world.call, "{'create': {" + create + "}}");
    }

    private void limit(long octets) {
        world.call.limits = new Limits(octets, 1, 1, 1, 1, 10, 1000);
    }

    private static String error(JsonNode answer, String creationId) {
        return answer.get("notCreated").get(creationId).get("type").stringValue();
    }

    @Test
    void a_blob_is_as_large_as_an_upload_may_be() {
        limit(10);
        var answer =
                upload(
                        "'a': {'data': [{'data:asText': '12345'}, {'data:asText': '67890'}]},"
                                + " 'b': {'data': [{'data:asText': '12345678901'}]},"
                                + " 'c': {'data': [{'blobId': '#a'}, {'data:asText': 'x'}]}");
        assertThat(answer.get("created").get("a").get("size").intValue()).isEqualTo(10);
        assertThat(error(answer, "b")).isEqualTo("tooLarge");
        assertThat(error(answer, "c")).isEqualTo("tooLarge");
    }

    @Test
    void one_call_works_on_so_many_octets_only() {
        limit(10);
        String ten = "{'data': [{'data:asText': '1234567890'}]}";
        String all = IntStream.range(0, 6).mapToObj(i -> "'k" + i + "': " + ten).collect(joining());
        var answer = upload(all);
        assertThat(answer.get("created")).hasSize(4);
        assertThat(error(answer, "k4")).isEqualTo("rateLimit");
        assertThat(error(answer, "k5")).isEqualTo("rateLimit");
    }

    private static Collector<CharSequence, ?, String> joining() {
        return Collectors.joining(",");
    }

    @Test
    void a_creation_has_so_many_sources_only() {
        String source = "{'data:asText': 'x'}";
        String most = IntStream.range(0, 100).mapToObj(_ -> source).collect(joining());
        var answer =
                upload(
                        "'a': {'data': ["
                                + most
                                + "]}, 'b': {'data': ["
                                + most
                                + ","
                                + source
                                + "]}");
        assertThat(answer.get("created").get("a").get("size").intValue()).isEqualTo(100);
        assertThat(error(answer, "b")).isEqualTo("invalidProperties");
    }

    @Test
    void a_long_chain_of_references_is_made_from_its_end_and_a_circle_is_broken() {
        String chain =
                IntStream.range(0, 500)
                        .mapToObj(i -> "'k" + i + "': {'data': [{'blobId': '#k" + (i + 1) + "'}]}")
                        .collect(joining());
        var answer = upload(chain + ", 'k500': {'data': [{'data:asText': 'end'}]}");
        assertThat(answer.get("notCreated").isNull()).isTrue();
        assertThat(answer.get("created").get("k0").get("size").intValue()).isEqualTo(3);
        var circle = upload("'x': {'data': [{'blobId': '#y'}]}, 'y': {'data': [{'blobId': '#x'}]}");
        assertThat(circle.get("created").isNull()).isTrue();
        assertThat(error(circle, "x")).isEqualTo("invalidProperties");
        assertThat(error(circle, "y")).isEqualTo("invalidProperties");
    }

    @Test
    void no_more_is_returned_than_fits_into_an_answer_but_digests_and_sizes_are() {
        var blob = world.blobs.store(FakeCall.ACCOUNT, new byte[17 << 20]);
        String ids = "{'ids': ['" + blob + "'], ";
        Wire.fails(get, world.call, ids + "'properties': ['data']}", "requestTooLarge");
        var whole = Wire.call(get, world.call, ids + "'properties': ['size', 'digest:sha']}");
        assertThat(whole.get("list").get(0).get("size").intValue()).isEqualTo(17 << 20);
        var some = Wire.call(get, world.call, ids + "'offset': 17825790, 'length': 2}");
        assertThat(some.get("list").get(0).get("data:asText").stringValue()).hasSize(2);
    }

    @Test
    void too_many_ids_or_creations_are_too_large() {
        world.call.limits = new Limits(1, 1, 1, 1, 1, 1, 1);
        Wire.fails(get, world.call, "{'ids': ['a', 'b']}", "requestTooLarge");
        Wire.fails(
                upload,
                world.call,
                "{'create': {'a': {'data': []}, 'b': {'data': []}}}",
                "requestTooLarge");
        var lookup = new BlobLookup((_, _, _) -> false);
        Wire.fails(lookup, world.call, "{'typeNames': [], 'ids': ['a', 'b']}", "requestTooLarge");
    }

    @Test
    void an_upload_of_another_user_is_not_there() {
        var blob = world.blobs.uploaded(FakeCall.ACCOUNT, "bob@example.test", "secret");
        var answer = Wire.call(get, world.call, "{'ids': ['" + blob + "']}");
        assertThat(answer.get("list")).isEmpty();
        assertThat(error(upload("'k': {'data': [{'blobId': '" + blob + "'}]}"), "k"))
                .isEqualTo("invalidProperties");
    }
}
