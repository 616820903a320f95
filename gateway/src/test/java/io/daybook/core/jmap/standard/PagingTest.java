package io.daybook.core.jmap.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.MethodException;
import io.daybook.core.jmap.fake.FakeCall;
import io.daybook.core.jmap.fake.Wire;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
    private static final List<String> RESULTS =
            IntStream.range(0, 10).mapToObj(i -> "i" + i).toList();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                | 0  | i0 i1 i2 i3 i4 i5 i6 i7 i8 i9",
                "{'position': 8}                                   | 8  | i8 i9",
                "{'position': 3, 'limit': 2}                       | 3  | i3 i4",
                "{'position': -2}                                  | 8  | i8 i9",
                "{'position': -12, 'limit': 1}                     | 0  | i0",
                "{'position': 10}                                  | 10 | ''",
                "{'position': 9007199254740991}                    | 9007199254740991 | ''",
                "{'limit': 0}                                      | 0  | ''",
                "{'limit': null, 'position': 9}                    | 9  | i9",
                "{'anchor': 'i5', 'limit': 2}                      | 5  | i5 i6",
                "{'anchor': 'i5', 'anchorOffset': -2, 'limit': 2}  | 3  | i3 i4",
                "{'anchor': 'i5', 'anchorOffset': -9, 'limit': 1}  | 0  | i0",
                "{'anchor': 'i5', 'anchorOffset': 9, 'limit': 1}   | 14 | ''",
                "{'anchor': 'i5', 'position': -1, 'limit': 1}      | 5  | i5",
                "{'anchor': null, 'anchorOffset': 5, 'limit': 1}   | 0  | i0",
            })
    void pages_are_cut_as_the_rfc_says(String arguments, long position, String ids) {
        var page = read(arguments).of(RESULTS, new FakeCall());
        assertThat(String.join(" ", page.items())).isEqualTo(ids);
        assertThat(page.position()).isEqualTo(position);
        assertThat(page.total()).isEqualTo(10);
    }

    @Test
    void a_missing_anchor_is_an_error() {
        assertThatThrownBy(() -> read("{'anchor': 'i77'}").of(RESULTS, new FakeCall()))
                .isInstanceOfSatisfying(
                        MethodException.class,
                        e -> assertThat(e.error().type()).isEqualTo("anchorNotFound"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'limit': -1}",
                "{'limit': 1.5}",
                "{'limit': '1'}",
                "{'limit': 9007199254740992}",
                "{'limit': 1e400}",
                "{'position': null}",
                "{'position': '0'}",
                "{'position': 99999999999999999999999}",
                "{'anchor': 5}",
                "{'anchorOffset': null}",
                "{'calculateTotal': null}",
                "{'calculateTotal': 'true'}",
            })
    void a_wrong_type_is_an_error(String arguments) {
        assertThatThrownBy(() -> read(arguments))
                .isInstanceOfSatisfying(
                        MethodException.class,
                        e -> assertThat(e.error().type()).isEqualTo("invalidArguments"));
    }

    @Test
    void the_limit_is_told_only_when_the_server_set_it() {
        assertThat(answer("{'limit': 5}").has("limit")).isFalse();
        assertThat(answer("{}").get("limit").intValue()).isEqualTo(Paging.MAX_LIMIT);
        assertThat(answer("{'limit': 999999999}").get("limit").intValue())
                .isEqualTo(Paging.MAX_LIMIT);
    }

    @Test
    void the_total_is_told_only_when_asked_for() {
        assertThat(answer("{}").has("total")).isFalse();
        assertThat(answer("{'calculateTotal': false}").has("total")).isFalse();
        assertThat(answer("{'calculateTotal': true}").get("total").intValue()).isEqualTo(3);
    }

    @Test
    void tokens_lead_from_page_to_page() {
        var page = tokens("{'limit': 4}").of(RESULTS, CALL);
        assertThat(page.items()).containsExactly("i0", "i1", "i2", "i3");
        page = next(page, 4).of(RESULTS, CALL);
        assertThat(page.items()).containsExactly("i4", "i5", "i6", "i7");
        assertThat(page.position()).isEqualTo(4);
        page = next(page, 4).of(RESULTS, CALL);
        assertThat(page.items()).containsExactly("i8", "i9");
        assertThat(page.nextPageToken()).isNull();
    }

    @Test
    void a_page_follows_its_last_item_wherever_that_is_now() {
        var page = tokens("{'limit': 2}").of(RESULTS, CALL);
        assertThat(next(page, 2).of(List.of("new", "i0", "i1", "i2", "i3"), CALL).items())
                .containsExactly("i2", "i3");
        assertThat(next(page, 2).of(List.of("i1", "i2", "i3"), CALL).items())
                .containsExactly("i2", "i3");
        assertThat(next(page, 2).of(List.of("i0", "i2", "i3"), CALL).items())
                .containsExactly("i2", "i3");
    }

    @Test
    void a_page_of_nothing_ends_where_it_began() {
        var page = tokens("{'limit': 0}").of(RESULTS, CALL);
        assertThat(page.items()).isEmpty();
        page = next(page, 1).of(RESULTS, CALL);
        assertThat(page.items()).containsExactly("i0");
        assertThat(next(next(page, 0).of(RESULTS, CALL), 1).of(RESULTS, CALL).items())
                .containsExactly("i1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'pageToken': '4.i3', 'position': 0}",
                "{'pageToken': '4.i3', 'anchor': 'i3'}",
                "{'pageToken': 4}",
            })
    void a_token_is_not_for_a_position_too(String arguments) {
        assertThatThrownBy(() -> tokens(arguments))
                .isInstanceOfSatisfying(
                        MethodException.class,
                        e -> assertThat(e.error().type()).isEqualTo("invalidArguments"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4", ".i3", "-1.i3", "99999999999.i3", "x.i3", "\u0664.i3"})
    void what_is_no_token_is_refused(String token) {
        var paging = tokens("{'pageToken': '" + token + "'}");
        assertThatThrownBy(() -> paging.of(RESULTS, CALL))
                .isInstanceOfSatisfying(
                        MethodException.class,
                        e -> assertThat(e.error().type()).isEqualTo("invalidArguments"));
    }

    @Test
    void without_their_capability_there_are_no_tokens() {
        var arguments = new Arguments(Wire.object("{'pageToken': '4.i3'}"));
        assertThat(Paging.read(arguments, new FakeCall()).pageToken()).isNull();
        assertThatThrownBy(arguments::noOthers).isInstanceOf(MethodException.class);
        assertThat(answer("{}").has("nextPageToken")).isFalse();
    }

    private static final FakeCall CALL = new FakeCall();

    private static Paging tokens(String arguments) {
        var call = new FakeCall();
        call.using = Set.of(Capability.CORE, Capability.PAGE_TOKEN);
        return Paging.read(new Arguments(Wire.object(arguments)), call);
    }

    private static Paging next(Paging.Page page, int limit) {
        return tokens("{'pageToken': '" + page.nextPageToken() + "', 'limit': " + limit + "}");
    }

    private static tools.jackson.databind.JsonNode answer(String arguments) {
        var results = new Queries.Results("t-1", true, List.of("i1"), 0, 3, "1.i1");
        return read(arguments).answer(FakeCall.ACCOUNT, results);
    }

    private static Paging read(String arguments) {
        return Paging.read(new Arguments(Wire.object(arguments)), new FakeCall());
    }
}
