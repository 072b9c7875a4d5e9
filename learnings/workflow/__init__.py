"""What happens inside a workflow of GitHub: what is asked, what is compared, what is given back."""
