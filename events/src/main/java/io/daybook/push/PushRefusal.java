package io.daybook.push;

/** Why something was not done with a push subscription. */
public sealed interface PushRefusal {
    /** There is none of this id that was made with the same secret. */
    record NoSuchSubscription() implements PushRefusal {}

    record WrongVerificationCode() implements PushRefusal {}

    record TooManySubscriptions(int max) implements PushRefusal {}

    /** The user made many a short while ago. */
    record TooManyNew() implements PushRefusal {}
}
