-- Who edited a unit since it was last brought in line is asked for every plan.
create index change_units_unit on plumbline.change_units (unit_id);
