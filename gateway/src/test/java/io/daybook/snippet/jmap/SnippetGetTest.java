package io.daybook.snippet.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.EmailId;
import io.daybook.core.jmap.Limits;
import io.daybook.core.jmap.fake.FakeCall;
import io.daybook.core.jmap.fake.Wire;
import io.daybook.email.EmailFilter;
import io.daybook.email.GetSnippets;
import io.daybook.email.GetSnippets.Snippet;
import io.daybook.email.GetSnippets.Snippets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetGetTest {
    private final SnippetGet get = new SnippetGet();
    private final FakeCall call =
            new FakeCall()
                    .on(
                            GetSnippets.class,
                            query ->
                                    new Snippets(
                                            List.of(
                                                    new Snippet(
                                                            new EmailId(1),
                                                            "<mark>a</mark>",
                                                            null)),
                                            query.emails().contains(new EmailId(9))
                                                    ? List.of(new EmailId(9))
                                                    : List.of()));

    @Test
    void snippets_have_no_id_and_not_found_is_null_when_all_were_found() {
        assertThat(Wire.call(get, call, "{'filter': {'text': 'a'}, 'emailIds': ['e1']}"))
                .isEqualTo(
                        Wire.json(
                                "{'accountId':'a1','list':[{'emailId':'e1','subject':"
                                        + "'<mark>a</mark>','preview':null}],'notFound':null}"));
        assertThat(call.asked(GetSnippets.class).getFirst().filter())
                .isEqualTo(new EmailFilter.Text(EmailFilter.TextField.ANYWHERE, "a"));
    }

    @Test
    void unknown_ids_are_not_found() {
        var answer = Wire.call(get, call, "{'filter': null, 'emailIds': ['e1', 'e9', 'x', 'e1']}");
        assertThat(answer.get("notFound")).isEqualTo(Wire.json("['e9', 'x']"));
        assertThat(call.asked(GetSnippets.class).getFirst().emails()).hasSize(2);
    }

    @Test
    void what_cannot_be_is_refused() {
        Wire.refuses(get, call, "{'filter': null}");
        Wire.refuses(get, call, "{'emailIds': null}");
        Wire.refuses(get, call, "{'emailIds': [1]}");
        Wire.refuses(get, call, "{'emailIds': [], 'filter': 'x'}");
        Wire.refuses(get, call, "{'emailIds': [], 'properties': null}");
        Wire.fails(get, call, "{'emailIds': [], 'filter': {'x': 1}}", "unsupportedFilter");
        call.limits = new Limits(1, 1, 1, 1, 1, 1, 1);
        Wire.fails(get, call, "{'emailIds': ['e1', 'e2']}", "requestTooLarge");
    }
}
