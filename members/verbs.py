"""What can happen in members, a sentence each."""

from members.activity.verbs import verb

verb("member.joined", "Somebody opened an account.")
verb("receipt.retried", "An operator asked for another try of reactions that had failed.")
verb("receipt.set_aside", "An operator gave up a reaction for good.")
