package io.daybook.core;

import java.util.Map;

/**
 * Asks for the states of all types of an account, as of {@code atMost} (a sequence number) or now
 * (-1).
 */
public record GetStates(AccountId account, long atMost) {
    public record States(Map<DataType, State> states) {
        public States {
            states = Map.copyOf(states);
        }
    }
}
