package io.daybook.core.jmap.standard;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.DataType;
import io.daybook.core.EmailId;
import io.daybook.core.GetChanges;
import io.daybook.core.Ids;
import io.daybook.core.State;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.fake.FakeCall;
import io.daybook.core.jmap.fake.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardChangesTest {
    private final StandardChanges changes =
            new StandardChanges(
                    StandardType.of(
                            DataType.EMAIL,
                            Capability.MAIL,
                            PropertyTable.of(
                                    List.of(Property.serverSet("id", _ -> Json.text("e1")))),
                            EmailId::parse,
                            EmailId.PREFIX));
    private final FakeCall call =
            new FakeCall()
                    .on(
                            GetChanges.class,
                            query ->
                                    query.since().seq() > 100
                                            ? new GetChanges.CannotCalculateChanges(query.since())
                                            : new GetChanges.Changes(
                                                    query.since(),
                                                    new State("t", 9, 2),
                                                    true,
                                                    Ids.of(5, 6),
                                                    Ids.of(2),
                                                    Ids.NONE,
                                                    Ids.NONE));

    @Test
    void changes_are_told_by_id() {
        assertThat(Wire.call(changes, call, "{'sinceState': 't-4', 'maxChanges': 3}"))
                .isEqualTo(
                        Wire.json(
                                "{'accountId':'a1','oldState':'t-4','newState':'t-9.2',"
                                        + "'hasMoreChanges':true,'created':['e5','e6'],"
                                        + "'updated':['e2'],'destroyed':[]}"));
        assertThat(call.asked(GetChanges.class))
                .containsExactly(
                        new GetChanges(FakeCall.ACCOUNT, DataType.EMAIL, new State("t", 4), 3));
    }

    @Test
    void no_answer_has_more_ids_than_a_get_may_ask_for() {
        Wire.call(changes, call, "{'sinceState': 't-4', 'maxChanges': null}");
        Wire.call(changes, call, "{'sinceState': 't-4.7', 'maxChanges': 9007199254740991}");
        assertThat(call.asked(GetChanges.class))
                .allSatisfy(query -> assertThat(query.maxChanges()).isEqualTo(1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "t-", "t-101", "t-1.0", "t--1"})
    void changes_since_a_state_that_never_was_cannot_be_calculated(String state) {
        Wire.fails(changes, call, "{'sinceState': '" + state + "'}", "cannotCalculateChanges");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'sinceState': null}",
                "{'sinceState': 5}",
                "{'sinceState': 't-4', 'maxChanges': 0}",
                "{'sinceState': 't-4', 'maxChanges': -1}",
                "{'sinceState': 't-4', 'maxChanges': '1'}",
                "{'sinceState': 't-4', 'sinceQueryState': 't-4'}",
            })
    void wrong_arguments_are_refused(String arguments) {
        Wire.refuses(changes, call, arguments);
    }
}
