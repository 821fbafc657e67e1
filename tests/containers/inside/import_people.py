# Takes a list of forty people in, as an office's upload does; prints how many are in the register.
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Service
from members.actions import importing
from members.models import Person
from members.selectors.judge import Options

service = Service.objects.select_related("user", "partnership").get()
lines = ["Nazwisko i imię;Instytucja;Adres e-mail;Stanowisko"]
lines += [f"Próbna{n} Żaneta;Fundacja {n} 🏭;osoba{n}@urzad.example;prezes" for n in range(40)]
file = SimpleUploadedFile("lista.csv", "\n".join(lines).encode())
run = importing.start(partnership=service.partnership, actor=service.user, file=file)
options = Options(add_partners=True, sector="social", kind="foundation")
importing.set_columns(run, mapping=run.mapping, options=options)
importing.check(run)
run.refresh_from_db()
importing.confirm(run=run, actor=service.user)
importing.take_all(run)
print(Person.objects.count())
