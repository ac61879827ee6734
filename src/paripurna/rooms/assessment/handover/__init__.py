"""Into the national application, by the hands of an operator; and the papers with which a stage is signed off."""
