package io.daybook.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/** What people in the sample mail talk about. */
final class Words {
    static final List<String> TOPICS =
            List.of(
                    "the garden fence",
                    "the autumn fair",
                    "the reading group",
                    "the boat repair",
                    "the choir practice",
                    "the kitchen shelves",
                    "the walking tour",
                    "the bread oven",
                    "the seed exchange",
                    "the night train",
                    "the photo album",
                    "the old piano",
                    "the village map",
                    "the bee hives",
                    "the winter coats",
                    "the harbour lights",
                    "the museum visit",
                    "the chess evening",
                    "the apple harvest",
                    "the roof tiles",
                    "the school play",
                    "the canal path",
                    "the tool library",
                    "the street party",
                    "the weather station");

    private static final List<String> OPENINGS =
            List.of(
                    "Here is where we stand with %s.",
                    "I had another look at %s this morning.",
                    "A short question about %s.",
                    "Good news about %s!",
                    "We should talk about %s before Friday.",
                    "Thanks for taking care of %s.",
                    "I am not quite sure about %s yet.",
                    "Some numbers on %s, as promised.");

    private static final List<String> MIDDLES =
            List.of(
                    "The costs are a little lower than we thought.",
                            "Nobody has answered the letter so far.",
                    "I would rather wait for a dry week.", "Could you bring the long ladder?",
                    "There are three offers, and the second one looks best.",
                            "My neighbour wants to help on Saturday.",
                    "The list is attached to the door of the shed.",
                            "We need two more pairs of hands.",
                    "It took longer than planned, but it holds.",
                            "Please check the measurements once more.",
                    "I found the drawings from last year.",
                            "The first part is done, the second can wait.",
                    "Half of the parts have arrived.", "Let us keep it simple this time.");

    private static final List<String> ENDINGS =
            List.of(
                    "See you soon,",
                    "All the best,",
                    "Cheers,",
                    "Until Thursday,",
                    "Greetings from the hill,",
                    "Thanks again,");

    private Words() {}

    static String paragraph(String topic, RandomGenerator random) {
        var text = new StringBuilder(pick(OPENINGS, random).formatted(topic));
        int sentences = 2 + random.nextInt(3);
        for (int i = 0; i < sentences; i++) {
            text.append(i == 1 ? "\n" : " ").append(pick(MIDDLES, random));
        }
        return text.toString();
    }

    static String ending(Person writer, RandomGenerator random) {
        return "\n\n" + pick(ENDINGS, random) + "\n" + writer.firstName() + "\n";
    }

    /** The topic as a subject line begins. */
    static String subject(String topic) {
        String bare = topic.substring("the ".length());
        return Character.toUpperCase(bare.charAt(0)) + bare.substring(1);
    }

    static <T> T pick(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }
}
