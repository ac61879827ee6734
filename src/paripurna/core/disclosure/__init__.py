"""What may be told of small numbers of people without telling who they are."""
