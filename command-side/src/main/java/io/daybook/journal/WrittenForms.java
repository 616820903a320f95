package io.daybook.journal;

/** Which stored forms a journal holds, so that a version that knows fewer can refuse it. */
public interface WrittenForms {
    /** Notes the form; durable when it returns. Costs nothing when it is noted already. */
    void note(Form form);

    /** Of a journal that no other version is going to see. */
    static WrittenForms unnoted() {
        return form -> {};
    }
}
