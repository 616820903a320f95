package io.daybook.thread.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.EmailId;
import io.daybook.core.State;
import io.daybook.core.ThreadId;
import io.daybook.core.jmap.Limits;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.fake.FakeCall;
import io.daybook.core.jmap.fake.Wire;
import io.daybook.thread.GetThreads;
import io.daybook.thread.GetThreads.ThreadView;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadGetTest {
    private final Method get = ThreadGet.method();
    private final FakeCall call =
            new FakeCall()
                    .on(
                            GetThreads.class,
                            query ->
                                    new GetThreads.Threads(
                                            new State("t", 5),
                                            List.of(
                                                    new ThreadView(
                                                            new ThreadId(1),
                                                            List.of(
                                                                    new EmailId(4),
                                                                    new EmailId(2)))),
                                            query.ids() == null
                                                    ? List.of()
                                                    : List.of(new ThreadId(9)),
                                            query.ids() == null && query.limit() < 2));

    @Test
    void threads_list_their_emails_in_the_order_of_the_account() {
        assertThat(Wire.call(get, call, "{'ids': ['t1', 't9', 'x', 't1']}"))
                .isEqualTo(
                        Wire.json(
                                "{'accountId':'a1','state':'t-5','list':[{'id':'t1','emailIds':"
                                        + "['e4','e2']}],'notFound':['t9','x']}"));
        assertThat(call.asked(GetThreads.class).getFirst().ids())
                .containsExactly(new ThreadId(1), new ThreadId(9));
    }

    @Test
    void all_threads_are_too_many_beyond_the_limit() {
        assertThat(Wire.call(get, call, "{'ids': null}").get("list")).hasSize(1);
        call.limits = new Limits(1, 1, 1, 1, 1, 1, 1);
        Wire.fails(get, call, "{}", "requestTooLarge");
        Wire.fails(get, call, "{'ids': ['t1', 't2']}", "requestTooLarge");
    }

    @Test
    void wrong_arguments_are_refused() {
        Wire.refuses(get, call, "{'ids': 't1'}");
        Wire.refuses(get, call, "{'properties': ['emails']}");
        Wire.refuses(get, call, "{'limit': 1}");
    }
}
